"""Built-in topics, one YAML file each."""

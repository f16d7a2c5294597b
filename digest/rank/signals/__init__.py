"""One file a signal: ``SIGNAL(story, context) -> (value 0…1, why in words)``. The file's name is the signal's name."""

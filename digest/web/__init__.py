"""Local pages: the preview of editions."""

"""The checks of a preflight. A file here is a part: ``CHECKS``, functions from a sheet to findings."""

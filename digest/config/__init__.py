"""sources.yaml and topic files to values, every mistake reported at once. Read :func:`load`."""

from digest.config.load import load, load_topic
from digest.config.schema import json_schema
from digest.config.types import Config

__all__ = ["Config", "json_schema", "load", "load_topic"]

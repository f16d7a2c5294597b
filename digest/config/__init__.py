"""sources.yaml and topic files to values, every mistake reported at once. Read :func:`load`."""

from digest.config.load import load, load_weights
from digest.config.schema import json_schema
from digest.config.topics import built_in_topics, doubts, load_topic
from digest.config.types import Config

__all__ = ["Config", "built_in_topics", "doubts", "json_schema", "load", "load_topic", "load_weights"]

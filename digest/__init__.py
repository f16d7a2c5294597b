"""digest reads what is written on one topic and mails a roundup of it.

The data types are in :mod:`digest.model`, the nine stages and their order in :mod:`digest.pipeline`.
"""

__version__ = "0.1.0"

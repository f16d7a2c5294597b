"""Which facts a copy states otherwise than its original. Read :func:`alterations` in ``alter``."""

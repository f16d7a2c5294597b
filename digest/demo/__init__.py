"""The demo: its configuration lies here, its documents are the five of seeds/."""

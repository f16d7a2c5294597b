"""Alembic migrations, inside the package so that every installation can upgrade itself."""

"""Texts, names and identifiers, cleaned and made comparable."""

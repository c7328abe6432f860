"""Cited works taken apart, and which of them are one."""

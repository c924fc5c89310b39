"""Reporting outside the API: the database role of BI tools, and the export of the views for analysts to files."""

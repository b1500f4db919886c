"""Answers as tables, and tables as files: CSV, Markdown, a workbook of Excel."""

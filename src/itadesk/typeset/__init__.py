"""From a Report to PDF: fonts, shaping, line breaking, paragraphs, tables, pages."""

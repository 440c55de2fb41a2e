"""Four settings of one note: HTML, Markdown, DOCX and PDF; a renderer asks the register
nothing, and the same note gives the same bytes.
"""

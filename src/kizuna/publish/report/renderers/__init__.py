"""Four settings of one note: HTML, Markdown, DOCX and PDF; a renderer asks the register nothing.

The same note gives the same bytes. Each renderer is a module with one public function:
`html.render_html`, `markdown.render_markdown`, `docx.render_docx`, `typesetting.render_pdf`.
"""

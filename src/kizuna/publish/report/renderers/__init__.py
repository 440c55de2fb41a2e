"""Four settings of one note: HTML, Markdown, DOCX and PDF; a renderer asks the register nothing.

The same note gives the same bytes. The renderers are `markup.render_html`, `markup.render_markdown`,
`docx.render_docx` and `typesetting.render_pdf`.
"""

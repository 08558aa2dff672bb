from html.parser import HTMLParser

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from workbench.report.pages import fill_page, link_pages, show_markdown, show_notebook


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.seen = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def test_a_page_has_language_title_one_main_and_a_way_past_the_navigation():
    tags = Tags(fill_page("A < B", "<h1>x</h1>", navigation=link_pages(["01_x"], ["X"]))).seen
    names = [tag for tag, _ in tags]
    assert ("html", {"lang": "en"}) in tags
    assert names.count("main") == 1
    assert any(attrs.get("href") == "#main" for _, attrs in tags)
    assert "script" not in names
    assert "link" not in names


def test_the_style_fetches_nothing():
    page = fill_page("x", "")
    assert "http" not in page
    assert "@import" not in page
    assert "url(" not in page


def test_links_between_notebooks_become_links_between_pages():
    assert 'href="02_b.html"' in show_markdown("[on](02_b.ipynb) and [out](https://example.org/x.ipynb)")
    assert 'href="https://example.org/x.ipynb"' in show_markdown("[out](https://example.org/x.ipynb)")


def test_code_and_plain_outputs_are_escaped_and_pictures_have_words():
    outputs = [
        new_output("stream", text="<b>loud</b>"),
        new_output("execute_result", data={"text/plain": "<Axes>"}),
        new_output("display_data", data={"image/png": "aGk=\n", "text/plain": "A figure"}),
    ]
    shown = show_notebook(new_notebook(cells=[new_code_cell("a < b", outputs=outputs)]))
    assert "<b>loud" not in shown
    assert "&lt;Axes&gt;" in shown
    assert "a &lt; b" in shown
    assert '<img alt="A figure" src="data:image/png;base64,aGk="' in shown


def test_headings_keep_their_order():
    shown = show_notebook(new_notebook(cells=[new_markdown_cell("# One"), new_markdown_cell("## Two")]))
    assert shown.index("<h1>One</h1>") < shown.index("<h2>Two</h2>")

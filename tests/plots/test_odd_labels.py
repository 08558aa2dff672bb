from workbench.plots import style


def test_a_legend_keeps_a_leading_underscore_and_shows_a_dollar_sign():
    ax = style.start_axes(None, n_rows=3)
    names = ["_hidden", "$x$", "plain"]
    handles = {name: ax.plot([0, 1], [0, 1])[0] for name in names}
    style.add_legend(ax, handles=handles)
    legend = ax.get_legend() or ax.figure.legends[0]
    assert [text.get_text().replace(r"\$", "$") for text in legend.get_texts()] == names

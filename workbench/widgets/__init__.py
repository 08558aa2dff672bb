"""Explorers: `render_*` functions from tables to a `View`, and `explore_*` boxes that only wire controls to them."""

from workbench.widgets.explorer import Explorer as Explorer
from workbench.widgets.view import View as View

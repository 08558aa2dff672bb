"""Figures and marked text: functions that draw the tables they are given, with caption and alt text beside them."""

from workbench.plots.figure import Figure as Figure, draw_figure as draw_figure
from workbench.plots.markup import show_table as show_table
from workbench.plots.scores import spell_statistics as spell_statistics

"""One folder that holds a whole analysis: pages to read, executed notebooks, figures, tables and a manifest."""

from workbench.report.write import write_report

__all__ = ["write_report"]

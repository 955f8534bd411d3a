"""The report as one self-contained web page: styles inside, no scripts, nothing fetched."""

import re
import uuid
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from benchmarking.reports import describing, presenters
from benchmarking.reports.presenters.audit import audit_shown
from benchmarking.reports.presenters.tables import Address
from benchmarking.reports.report import Report

STYLE_SHEETS = ("design_system/design-system.css", "benchmarks/pages.css")
AUDIT_STYLES = "audit_results/pages.css"
FONT_FACES = re.compile(r"@font-face\s*{[^}]*}")


def report_html(report: Report) -> bytes:
    """Reads from disk as it does from a server; the same parts as the page on the site."""
    context = {**report_context(report, presenters.nowhere), "styles": _styles(report.audit is not None)}
    return render_to_string("reports/file.html", context).encode()


def report_context(
    report: Report,
    address: Address,
    receipt: presenters.ReceiptAddress | None = None,
    superseded: Mapping[uuid.UUID, str] | None = None,
) -> dict[str, Any]:
    """What page and file show. `address` says where a value is explained; `superseded`, what only a page knows."""
    return {
        "report": report,
        "subtitle": describing.opening(report),
        "demonstration_notice": describing.DEMONSTRATION,
        "about_returns": describing.ABOUT_RETURNS,
        "facts": presenters.facts(report),
        "based_on": presenters.based_on(report),
        "warnings": describing.warnings(report),
        "issue_rows": describing.issue_rows(report),
        "summary": presenters.summary_shown(report),
        "topics": [presenters.topic_shown(report, topic, address) for topic in report.topics],
        "profiles": [presenters.profile_shown(report, profile, address) for profile in report.profiles],
        "definitions": [presenters.definition_shown(each) for each in report.definitions],
        "returns": presenters.returns_table(report, receipt, superseded),
        "audit": audit_shown(report),
    }


@cache
def _styles(with_audit: bool) -> SafeString:
    """The site's own styles without its font files, which a lone file cannot bring along."""
    css = "\n".join(path.read_text(encoding="utf-8") for path in style_sheets(with_audit))
    return mark_safe(FONT_FACES.sub("", css).replace("</", "<\\/"))  # noqa: S308 - files of the project's own


def style_sheets(with_audit: bool = True) -> list[Path]:
    names = [*STYLE_SHEETS, *([AUDIT_STYLES] if with_audit else [])]
    return [Path(str(finders.find(name))) for name in names]

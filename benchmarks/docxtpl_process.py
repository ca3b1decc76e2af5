"""A docxtpl script as people write it, for whole-process figures: ``… docxtpl_process FOLDER``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import docxtpl


def main() -> None:
    """Make the documents that the plan in the folder asks for."""
    plan = json.loads((Path(sys.argv[1]) / "plan.json").read_text("utf-8"))
    for template_path, values, output in plan:
        template = docxtpl.DocxTemplate(template_path)
        template.render(values, autoescape=True)
        template.save(output)


if __name__ == "__main__":
    main()

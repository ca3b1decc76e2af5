#!/bin/sh
# Make the pictures of the README from finished editions: make pictures
# Wants LibreOffice, poppler-utils and Chromium, and the demonstration built (make demo).
set -eu
cd "$(dirname "$0")/.."
school=build/calderwick-academy
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
soffice "-env:UserInstallation=file://$work/office" --headless --convert-to pdf --outdir "$work" "$school/staff-online-conduct.docx" >/dev/null
pdftoppm -r 72 -f 2 -l 2 -png -singlefile "$work/staff-online-conduct.pdf" docs/images/docx-page
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/chromium" \
  --window-size=1280,860 --screenshot=docs/images/html-page.png "file://$PWD/$school/complaints.html" >/dev/null 2>&1
ls -l docs/images

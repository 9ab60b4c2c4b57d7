"""Run by a Python that can speak to LibreOffice (uno), outside the tests' own: starts it without a screen, does the jobs, ends it."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table import TableSortField

TRIES = 300


def main(office, folder, jobs_file):
    pipe = f"readiness-{os.getpid()}"
    command = [office, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", f"--accept=pipe,name={pipe};urp;", "--headless",
               "--invisible", "--norestore", "--nologo", "--nodefault"]  # fmt: skip
    program = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        desktop = connected(pipe)
        for job in json.loads(Path(jobs_file).read_text(encoding="utf-8")):
            do(desktop, job)
        try:
            desktop.terminate()
        except Exception:  # it may end before it has answered
            pass
        program.wait(30)
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(TRIES):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            threading.Event().wait(0.1)
    raise SystemExit("LibreOffice did not answer.")


def do(desktop, job):
    document = desktop.loadComponentFromURL(Path(job["source"]).as_uri(), "_blank", 0, (said("Hidden", True),))
    sheets = document.Sheets
    for sheet, row, column, typed in job["cells"]:
        cell = sheets.getByName(sheet).getCellByPosition(column - 1, row - 1)
        cell.setFormula(typed)  # as a person types it: a date becomes one, and what begins with = is worked out
    if job["sort"]:
        first, last, left, right = job["sort"]
        sheet = sheets.getByIndex(0)
        field = TableSortField()
        field.Field, field.IsAscending = 0, False
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        part = sheet.getCellRangeByPosition(left - 1, first - 1, right - 1, last - 1)
        part.sort((said("SortFields", fields), said("ContainsHeader", False)))
    if job["pdf"]:
        document.storeToURL(Path(job["pdf"]).as_uri(), (said("FilterName", "calc_pdf_Export"),))
    document.storeToURL(Path(job["target"]).as_uri(), (said("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)


def said(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


if __name__ == "__main__":
    main(*sys.argv[1:])

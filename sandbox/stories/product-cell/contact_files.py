"""Writes files of contacts as other programs do: `python contact_files.py KIND ROWS FILE`, with rows as JSON."""

import datetime
import json
import sys
import zipfile
from xml.etree import ElementTree

import openpyxl

SPACES = b' ' * (1 << 20)


def workbook(rows, path):
    """A sheet with dates and numbers as Excel has them; what begins with `=` is a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = 'Kontakte'
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([_cell(name, text) for name, text in row.items()])
    for row in sheet.iter_rows(min_row=2, min_col=3, max_col=3):
        row[0].number_format = 'DD.MM.YYYY'
    book.save(path)


def _cell(name, text):
    if name == 'Geburtsdatum' and text:
        return datetime.datetime.strptime(text, '%d.%m.%Y')
    if name == 'Umsatz' and text[:1].isdigit():
        return float(text.replace('.', '').replace(',', '.'))
    return text


def xml(rows, path):
    root = ElementTree.Element('Export', {'Stand': '2026-11-30'})
    for row in rows:
        contact = ElementTree.SubElement(root, 'Kontakt')
        for name, text in row.items():
            ElementTree.SubElement(contact, name).text = text
    ElementTree.ElementTree(root).write(path, encoding='utf-8', xml_declaration=True)


def bomb(rows, path):
    """A workbook whose sheet inflates to half a gibibyte."""
    workbook(rows, path)
    with zipfile.ZipFile(path) as read:
        entries = {name: read.read(name) for name in read.namelist()}
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as written:
        for name, content in entries.items():
            with written.open(name, 'w', force_zip64=True) as entry:
                before, data, after = content.partition(b'<sheetData>')
                entry.write(before + data)
                for _ in range(512 if data else 0):
                    entry.write(SPACES)
                entry.write(after)


with open(sys.argv[2], encoding='utf-8') as opened:
    {'xlsx': workbook, 'xml': xml, 'bomb': bomb}[sys.argv[1]](json.load(opened), sys.argv[3])

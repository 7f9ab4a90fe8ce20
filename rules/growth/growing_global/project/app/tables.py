"""Globals that this file only adds to. Reported: kept, listed."""

kept = {}
emptied = {}
removed = {}
replaced = {}
passed_on = {}
starred = {}
listed = []


def keep(url, page):
    kept[url] = page  #~


def add_emptied(url, page):
    emptied[url] = page


def handle_emptied(url, page):
    emptied[url] = page


def handle_removed(url, page):
    removed[url] = page


def handle_replaced(url, page):
    replaced[url] = page


def handle_passed_on(url, page):
    passed_on[url] = page


def handle_starred(url, page):
    starred[url] = page


def handle_listed(page):
    listed.append(page)  #~

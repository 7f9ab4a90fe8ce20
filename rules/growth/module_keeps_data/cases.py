"""MEM609: `#~` at the end of a line: a finding begins on it."""

import json
import os
import pickle
from pathlib import Path

import numpy as np
import pandas as pd

NUMBERS = list(range(1000000))  #~ note
SQUARES = [n * n for n in range(50_000)]  #~ note
ZEROS = [0] * 1000000  #~ note
PRICES = pd.read_csv("prices.csv")  #~ note
VECTORS = np.load("vectors.npy")  #~ note
WORDS = open("words.txt").read()  #~ note

with open("model.pickle", "rb") as model_file:
    MODEL = pickle.load(model_file)  #~ note

with open("vocabulary.json") as vocabulary_file:
    VOCABULARY = json.load(vocabulary_file)  #~ note

MILLION = list(range(10**6))  #~ note
STOPWORDS = Path("stopwords.txt").read_text().splitlines()  #~ note
CITIES = set(open("cities.txt"))  #~ note

with open("names.txt") as names_file:
    NAMES = {line.strip() for line in names_file}  #~ note

# near misses

HUNDRED = list(range(10**2))
FIRST_NAMES = Path("names.txt").name.split(".")
KEYWORDS = [word.upper() for word in ("if", "else")]
with open("one.txt") as one_file:
    LINE_NAMES = one_file.readline().split()

FEW = list(range(100))
LAZY = range(1000000)
SHARED = list(range(1000000))
AT_TOP = list(range(1000000))
TOTAL = sum(AT_TOP)
CHANGED = [0] * 1000000
with open("settings.json") as settings_file:
    SETTINGS = json.load(settings_file)
VERSION = Path("VERSION").read_text()
INDEX = open(os.path.join(os.path.dirname(__file__), "index.html")).read()
TEMPLATE = open("page.html").read()
UNUSED = list(range(1000000))


def numbers_below(limit):
    return [n for n in NUMBERS if n < limit]


def is_square(n):
    return n in SQUARES


def zeros(count):
    return ZEROS[:count]


def price(name):
    return PRICES.loc[name]


def vector(number):
    return VECTORS[number]


def has_word(word):
    return word in WORDS


def classify(text):
    return MODEL.classify(text)


def number_of(word):
    return VOCABULARY.get(word)


def small(n):
    return n in FEW or n in LAZY


def first_use():
    return SHARED[0]


def second_use():
    return SHARED[-1]


def change():
    global CHANGED
    CHANGED = CHANGED[1:]


def about():
    return SETTINGS["name"], VERSION, TEMPLATE, TOTAL


def local_numbers():
    numbers = list(range(1000000))
    return numbers[::2]


def page():
    return INDEX.replace("{title}", "sizes")


def below_million(n):
    return n in MILLION


def is_stopword(word):
    return word in STOPWORDS


def is_city(name):
    return name in CITIES


def is_name(name):
    return name in NAMES


def few_names(name):
    return name in FIRST_NAMES or name in KEYWORDS or name in HUNDRED


def in_line(name):
    return name in LINE_NAMES

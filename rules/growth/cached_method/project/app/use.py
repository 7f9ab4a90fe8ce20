from app.cached import Colour, Money, Report, Row, Service

SERVICE = Service(["a"])


def rows(lines):
    found = []
    for line in lines:
        found.append(Row(line.split()))
    return found


def pay(lines):
    return [Money(line.split()).in_words() for line in lines]


def report(lines):
    done = Report([])
    return done.in_words() + Colour.RED.in_words()

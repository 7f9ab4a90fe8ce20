"""MEM607: `#~` at the end of a line: a finding begins on it."""

import functools
from functools import cache, lru_cache

import cachetools


def price(order, rates):
    @functools.lru_cache(maxsize=None)  #~ note
    def rate(country):
        return rates.load(country)

    return order.amount * rate(order.country)


def total(order):
    @cache  #~ note
    def shipping(weight):
        return weight * 1.5

    weight = sum(item.weight for item in order.items)
    return order.amount + shipping(weight)


def guarded(order):
    @lru_cache  #~ note
    def rate(country):
        return len(country)

    if order.country:
        return rate(order.country)
    return 0


class Shop:
    def price(self, order):
        @lru_cache(maxsize=16)  #~ note
        def rate(country):
            return self.rates[country]

        return rate(order.country) * order.amount

    def total(self, orders):
        found = 0
        for order in orders:

            @cache  #~ note
            def rate(country):
                return self.rates[country]

            found += rate(order.country)
        return found


def with_table(order):
    @cachetools.cached({})  #~ note
    def rate(country):
        return len(country)

    return rate(order.country)


def with_bound(order):
    @cachetools.cached(cachetools.LRUCache(maxsize=8))  #~ note
    def rate(country):
        return len(country)

    return rate(order.country)


async def fetched(order, client):
    @cache  #~ note
    def address(country):
        return "https://example.org/" + country

    return await client.get(address(order.country))


def lengths(orders):
    @cache  #~ note
    def length(country):
        return len(country)

    return [length(order.country) for order in orders]


def both(order):
    @lru_cache(maxsize=None)  #~ note
    def length(country):
        word = country.lower()
        return len(word)

    return length(order.country) + length(order.other)


# near misses


@lru_cache(maxsize=100)
def rate_of(country):
    return len(country)


def many(orders, rates):
    @cache
    def rate(country):
        return rates.load(country)

    return sum(order.amount * rate(order.country) for order in orders)


def twice(order, rates):
    @cache
    def rate(country):
        return rates.load(country)

    return rate(order.country) + rate(order.other)


def recursive(n):
    @cache
    def paths(row, column):
        if row == 0 or column == 0:
            return 1
        return paths(row - 1, column) + paths(row, column - 1)

    return paths(n, n)


def factory(rates):
    @cache
    def rate(country):
        return rates.load(country)

    return rate


def passed(words):
    @cache
    def length(word):
        return len(word)

    return sorted(words, key=length)


def uncached(order):
    def rate(country):
        return len(country)

    return rate(order.country)


def disabled(order):
    @lru_cache(maxsize=0)
    def rate(country):
        return len(country)

    return rate(order.country)


def main(order):
    @cache
    def rate(country):
        return len(country)

    return rate(order.country)


def in_while(orders, rates):
    @cache
    def rate(country):
        return rates.load(country)

    found = 0
    while orders:
        found += rate(orders.pop().country)
    return found


def handed_to_comprehension(words):
    @cache
    def length(word):
        return len(word)

    return [length] + [length(word) for word in words]


# what the decorator, a default or super() has is of one call


def sized(size, items):
    @lru_cache(maxsize=size)
    def square(x):
        return x * x

    return [square(item) for item in items]


def kept_in(table, items):
    @cachetools.cached(table)
    def square(x):
        return x * x

    return [square(item) for item in items]


def decorated(logged, items):
    @logged
    @cache
    def square(x):
        return x * x

    return [square(item) for item in items]


def with_default(rates, items):
    @cache
    def rate(country, table=rates):
        return table[country]

    return [rate(item) for item in items]


class Named(Shop):
    def names(self, orders):
        @cache
        def name(number):
            return __class__.__name__ + str(number)

        return [name(order.number) for order in orders]

    def prices(self, orders):
        @cache
        def price(order):
            return super().price(order)

        return [price(order) for order in orders]


def decorated_at_top(items):
    @functools.wraps(len)
    @cache  #~ note
    def length(item):
        return len(item)

    return [length(item) for item in items]

def f(x):
    return x + 'aÿb' + b'ş' + f'{x}ÿ'

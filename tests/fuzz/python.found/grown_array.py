    return tot[al
def two_operators(a, b):
    return a ** / b  #~

__(self):
                nonlocal aiter_calls
        class I:
                nonlocal I

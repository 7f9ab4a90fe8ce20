"""What MEM805 claims: a sum of losses, or a list of them, keeps the nodes of the
graph of every turn after backward(); item() and detach() keep none.

    python3 evidence.py        any CPython from 3.8 with PyTorch; exit code 1 if
                               it is untrue. Without PyTorch nothing is measured.
"""

import gc
import sys
import weakref

try:
    import torch
except ImportError:
    torch = None

TURNS = 200


class Square:
    """A step of a computation that tells whether its graph is alive: made when
    PyTorch is here."""


def train(keep):
    """What `keep` makes of all losses, and for each turn a weak reference to a
    saved object of its graph."""
    graphs, total = [], None

    class Step(torch.autograd.Function):
        @staticmethod
        def forward(context, value):
            context.mark = Square()
            graphs.append(weakref.ref(context.mark))
            return value * 2

        @staticmethod
        def backward(context, gradient):
            return gradient * 2

    weight = torch.ones(10, requires_grad=True)
    for _ in range(TURNS):
        loss = Step.apply(weight).sum()
        loss.backward()
        total = keep(total, loss)
    del loss
    gc.collect()
    alive = sum(graph() is not None for graph in graphs)
    return total, alive


def summed(total, loss):
    return loss if total is None else total + loss


def collected(total, loss):
    return [loss] if total is None else [*total, loss]


def as_number(total, loss):
    return loss.item() if total is None else total + loss.item()


def detached(total, loss):
    return loss.detach() if total is None else total + loss.detach()


def main():
    print(f"CPython {sys.version.split()[0]}")
    if torch is None:
        print("PyTorch is not here: nothing was measured")
        return
    print(f"PyTorch {torch.__version__}")
    for keep in (summed, collected):
        total, alive = train(keep)
        print(f"{keep.__name__}: the graphs of {alive} of {TURNS} turns are kept")
        assert alive == TURNS
    for keep in (as_number, detached):
        total, alive = train(keep)
        print(f"{keep.__name__}: the graphs of {alive} of {TURNS} turns are kept")
        assert alive == 0 and float(total) == 20 * TURNS


if __name__ == "__main__":
    main()

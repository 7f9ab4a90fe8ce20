"""MEM805: losses kept with their history. `#~` marks what is reported."""

from collections import deque

import torch


def summed(model, loader, optimizer, criterion):
    total = 0.0
    for inputs, targets in loader:
        optimizer.zero_grad()
        loss = criterion(model(inputs), targets)
        loss.backward()
        optimizer.step()
        total += loss  #~ warning
    return total / len(loader)


def weighted(model, loader, criterion):
    total = 0.0
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        loss.backward()
        total += loss * inputs.size(0)  #~
    return total


def written_out(model, loader, criterion):
    total = 0.0
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        total = total + loss.mean()  #~
        loss.backward()
    return total


def collected(model, loader, criterion):
    losses = []
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        loss.backward()
        losses.append(loss)  #~
    return torch.stack(losses).mean()


def collected_by_sum(model, loader, criterion):
    losses = []
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        loss.backward()
        losses += [loss]  #~
    return torch.stack(losses).mean()


def collected_with_steps(model, loader, criterion):
    history, seen = [], []
    for step, (inputs, targets) in enumerate(loader):
        loss = criterion(model(inputs), targets)
        loss.backward()
        history.append((step, loss))  #~
        history.append((step, loss.item()))
        seen += [(step, float(loss))]
    return history


def by_epoch(model, loader, criterion, epochs):
    for epoch in range(epochs):
        running = 0.0
        for inputs, targets in loader:
            loss = criterion(model(inputs), targets)
            loss.backward()
            running += loss  #~
        print(epoch, running)


def scaled(model, loader, criterion, scaler):
    total = 0.0
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        scaler.scale(loss).backward()
        total += loss  #~
    return total


def accelerated(model, loader, criterion, accelerator):
    total = 0.0
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        accelerator.backward(loss)
        total += loss  #~
    return total


def in_a_dict(model, loader, criterion):
    meters = {"loss": 0.0}
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        (loss / 4).backward()
        meters["loss"] += loss  #~
    return meters


class Trainer:
    def __init__(self, model):
        self.model = model
        self.losses = []
        self.total = 0.0

    def train(self, loader, criterion):
        for inputs, targets in loader:
            loss = criterion(self.model(inputs), targets)
            loss.backward()
            self.losses.append(loss)  #~
            self.total += loss  #~


# ------------------------------------------------------------- silent


def numbers(model, loader, criterion):
    total = 0.0
    losses = []
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        loss.backward()
        total += loss.item() * inputs.size(0)
        losses.append(loss.item())
    return total, losses


def detached(model, loader, criterion):
    total = 0.0
    losses = []
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        loss.backward()
        total += loss.detach()
        losses.append(loss.detach().cpu())
    return total, losses


def as_data(model, loader, criterion):
    total = 0.0
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        loss.backward()
        total += loss.data
        total += float(loss)
    return total


def rebound(model, loader, criterion):
    total = 0.0
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        loss.backward()
        loss = loss.item()
        total += loss
    return total


def without_gradient(model, loader, criterion):
    total = 0.0
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        loss.backward()
        with torch.no_grad():
            total += loss
    return total


def tested(model, loader, criterion):
    total = 0.0
    with torch.no_grad():
        for inputs, targets in loader:
            loss = criterion(model(inputs), targets)
            total += loss
    return total


def of_one_step(model, loader, criterion, optimizer):
    for batch in loader:
        total = 0.0
        for inputs, targets in batch:
            total += criterion(model(inputs), targets)
        total.backward()
        optimizer.step()


def parts_of_one_loss(model, loader, criterion, regularizer):
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        loss += regularizer(model)
        loss.backward()


def of_each_turn(model, loader, criterion, log):
    for inputs, targets in loader:
        losses = []
        loss = criterion(model(inputs), targets)
        losses.append(loss)
        loss.backward()
        log(losses)


def last_few(model, loader, criterion):
    recent = deque(maxlen=3)
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        loss.backward()
        recent.append(loss)
    return recent


def another_loss(model, loader, criterion, measure):
    total = 0.0
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        loss.backward()
        error = measure(model)
        total += error
    return total


def collected_by_extend(model, loader, criterion):
    losses = []
    for x, y in loader:
        loss = criterion(model(x), y)
        loss.backward()
        losses.extend([loss])  #~
        losses.extend([loss.item()])
    return losses


def extended_by_elements(model, loader, criterion):
    """Each is a tensor of its own, as far as anything says."""
    losses = []
    for x, y in loader:
        loss = criterion(model(x), y)
        loss.backward()
        losses.extend(loss)
    return losses


def records(model, loader, criterion):
    history = []
    for step, (x, y) in enumerate(loader):
        loss = criterion(model(x), y)
        loss.backward()
        history.append({"step": step, "loss": loss})  #~
        history.append({"step": step, "loss": loss.item()})
    return history


def records_by_loss(model, loader, criterion):
    history = []
    for step, (x, y) in enumerate(loader):
        loss = criterion(model(x), y)
        loss.backward()
        history.append({"step": step, "loss": float(loss)})
    return history

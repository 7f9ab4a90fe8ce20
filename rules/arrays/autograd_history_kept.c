#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { ADDED, APPENDED };

const struct rule rule_autograd_history_kept = {
    .code = "MEM805",
    .title = "Losses summed or collected with their autograd history",
    .why = "A loss refers to the graph of what it was computed from. What is"
           " added to it, and the list that it is put in, keep the graph of"
           " every turn: 'total += loss' makes one graph of all turns. (What"
           " backward() needed is let go by it, the nodes of the graph are"
           " not: of 200 turns all 200 graphs are kept, with item() or"
           " detach() none, PyTorch 1.13.) loss.item() is a number,"
           " loss.detach() a tensor without history.",
    .bad = "import torch\n"
           "\n"
           "\n"
           "def train(model, loader, optimizer, criterion):\n"
           "    total = 0.0\n"
           "    for inputs, targets in loader:\n"
           "        loss = criterion(model(inputs), targets)\n"
           "        loss.backward()\n"
           "        optimizer.step()\n"
           "        total += loss\n"
           "    return total / len(loader)\n",
    .good = "import torch\n"
            "\n"
            "\n"
            "def train(model, loader, optimizer, criterion):\n"
            "    total = 0.0\n"
            "    for inputs, targets in loader:\n"
            "        loss = criterion(model(inputs), targets)\n"
            "        loss.backward()\n"
            "        optimizer.step()\n"
            "        total += loss.item()\n"
            "    return total / len(loader)\n",
    .see = SEE("https://pytorch.org/docs/stable/notes/faq.html"
               "#my-model-reports-cuda-runtime-error-2-out-of-memory"),
    .messages = MESSAGES(
        {"'{0}' keeps the autograd graph of every '{1}' that the loop adds",
         "add {1}.item() or {1}.detach()"},
        {"'{0}' keeps every '{1}' with its autograd graph",
         "append {1}.item() or {1}.detach()"}),
    .level = LEVEL_WARNING,
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

static void check(struct pass *pass, node_id module)
{
	const struct tree *t = pass->tree;
	struct trained_losses losses;

	(void)module;
	trained_find(&losses, pass->scratch, pass->facts);
	for (uint32_t i = 0; i < losses.list.count; i++) {
		const struct trained *l = &losses.list.at[i];
		struct finding *finding = REPORT(
		    pass, l->statement, LEVEL_WARNING,
		    tree_kind(t, l->statement) == KIND_CALL ? APPENDED : ADDED,
		    quote(pass, l->target), quote(pass, l->loss));

		if (finding != NULL)
			finding_relate(pass->findings, finding,
			               tree_span(t, l->backward),
			               "it has a graph: backward() goes"
			               " through it");
	}
}

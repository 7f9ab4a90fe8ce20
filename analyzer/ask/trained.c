#include "trained.h"

#include "ask.h"

enum { MOST_DEFINITIONS = 8, MOST_STEPS = 16 };

/* One call of backward(), and the loop that it is in. */
struct training {
	const struct facts *f;
	struct carry *carry;
	node_id loss; /* the name there */
	symbol_id variable;
	node_id loop;
};

static struct str method_of(const struct tree *t, node_id call)
{
	node_id function = tree_child(t, call, FIELD_FUNCTION);

	return tree_kind(t, function) == KIND_ATTRIBUTE
	           ? tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE))
	           : STR("");
}

/* loss of loss.backward(), scaler.scale(loss).backward(), (loss / n).backward()
 * and accelerator.backward(loss). */
static node_id loss_of(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	struct str method = method_of(t, call);
	node_id given = ask_argument(f, call, 0), n;

	if (!str_is(method, "backward") && !str_is(method, "manual_backward"))
		return NO_NODE;
	n = tree_value(t, tree_child(t, tree_child(t, call, FIELD_FUNCTION),
	                             FIELD_OBJECT));
	if (given != NO_NODE && tree_kind(t, given) == KIND_IDENTIFIER &&
	    tree_kind(t, n) != KIND_CALL)
		return given;
	if (tree_kind(t, n) == KIND_BINARY_OPERATOR)
		n = tree_value(t, tree_child(t, n, FIELD_LEFT));
	if (tree_kind(t, n) == KIND_CALL && str_is(method_of(t, n), "scale"))
		n = ask_argument(f, n, 0);
	return tree_kind(t, n) == KIND_IDENTIFIER ? n : NO_NODE;
}

/* Has `whole` the history of the name n in it: is it n, or made of n by
 * operators and mean(), sum(), clone(), or a list, tuple or dict of it? */
static bool keeps_history(const struct tree *t, node_id n, node_id whole)
{
	static const char *const methods[] = {"mean", "sum", "cpu", "clone",
	                                      NULL};

	for (int i = 0; n != whole && i < MOST_STEPS; i++) {
		node_id around = tree_parent(t, n);

		switch (tree_kind(t, around)) {
		case KIND_PARENTHESIZED_EXPRESSION:
		case KIND_BINARY_OPERATOR:
		case KIND_LIST:
		case KIND_TUPLE:
		case KIND_DICTIONARY:
		case KIND_CALL:
			break;
		case KIND_PAIR:
			if (tree_field(t, n) != FIELD_VALUE)
				return false;
			break;
		case KIND_ATTRIBUTE:
			if (tree_kind(t, tree_parent(t, around)) != KIND_CALL ||
			    !str_is_one_of(
			        tree_text(
			            t, tree_child(t, around, FIELD_ATTRIBUTE)),
			        methods))
				return false;
			break;
		default:
			return false;
		}
		if (tree_kind(t, around) == KIND_CALL &&
		    tree_field(t, n) != FIELD_FUNCTION)
			return false;
		n = around;
	}
	return n == whole;
}

/* Has the variable at both names the same value? */
static bool is_same_value(const struct training *a, node_id name)
{
	struct flow *flow = facts_flow(a->f, name);
	occurrence_id here[MOST_DEFINITIONS], there[MOST_DEFINITIONS];
	uint32_t count;

	if (flow == NULL)
		return false;
	count =
	    flow_definitions(flow, a->variable, name, here, MOST_DEFINITIONS);
	return count == 1 &&
	       flow_definitions(flow, a->variable, a->loss, there,
	                        MOST_DEFINITIONS) == 1 &&
	       here[0] == there[0];
}

/* The loss in what is added or appended, with its history; or NO_NODE. */
static node_id loss_in(const struct training *a, node_id value)
{
	const struct tree *t = a->f->tree;

	if (value == NO_NODE)
		return NO_NODE;
	for (node_id n = value; n < tree_end(t, value); n++)
		if (carry_work(a->carry, 1) &&
		    tree_kind(t, n) == KIND_IDENTIFIER &&
		    scopes_variable(&a->f->scopes, n) == a->variable &&
		    keeps_history(t, n, value))
			return is_same_value(a, n) ? n : NO_NODE;
	return NO_NODE;
}

/* Is it in `with torch.no_grad():`? */
static bool is_without_history(const struct training *a, node_id n)
{
	static const char *const managers[] = {"torch.no_grad",
	                                       "torch.inference_mode", NULL};
	const struct tree *t = a->f->tree;

	for (n = tree_ancestor(t, n, KIND_WITH_STATEMENT);
	     n != NO_NODE && carry_work(a->carry, 1);
	     n = tree_ancestor(t, n, KIND_WITH_STATEMENT)) {
		node_id item = tree_first(t, tree_first(t, n));
		node_id call =
		    item == NO_NODE
		        ? NO_NODE
		        : tree_value(t, tree_child(t, item, FIELD_VALUE));

		if (tree_kind(t, call) == KIND_CALL &&
		    imports_which(&a->f->imports,
		                  tree_child(t, call, FIELD_FUNCTION),
		                  managers) >= 0)
			return true;
	}
	return false;
}

/* Is the list made anew at each turn, or does it hold a few only? */
static bool is_of_a_turn(const struct training *a, node_id list)
{
	symbol_id variable = scopes_variable(&a->f->scopes, list);

	return (variable != NO_SYMBOL &&
	        repeats_binds(&a->f->repeats, a->loop, variable)) ||
	       types_of(a->f->types, list)->kind == TYPE_DEQUE;
}

/* Is backward() called of what the losses are added to? */
static bool is_trained_by(const struct training *a, node_id target)
{
	const struct tree *t = a->f->tree;
	symbol_id variable = scopes_variable(&a->f->scopes, target);

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&a->f->scopes, variable);
	     o != NULL && carry_work(a->carry, 1);
	     o = scopes_next(&a->f->scopes, o)) {
		node_id around = tree_parent(t, o->node);

		if (tree_kind(t, around) == KIND_ATTRIBUTE &&
		    str_is(tree_text(t, tree_child(t, around, FIELD_ATTRIBUTE)),
		           "backward"))
			return true;
	}
	return false;
}

/* The list that the call at n appends *value to, or extends by what is written
 * in *value: xs.append(loss), xs.extend([loss]); or NO_NODE. */
static node_id list_of(const struct training *a, node_id n, node_id *value)
{
	node_id list = ask_receiver(a->f, n, "append");

	*value = ask_argument(a->f, n, 0);
	if (list != NO_NODE)
		return list;
	if (tree_kind(a->f->tree, *value) != KIND_LIST &&
	    tree_kind(a->f->tree, *value) != KIND_TUPLE)
		return NO_NODE;
	return ask_receiver(a->f, n, "extend");
}

/* What a sum, append() or extend() at n adds the loss to: a name, attribute or
 * item that lasts from turn to turn. NO_NODE if it does not. */
static node_id kept_in(const struct training *a, node_id n, node_id *loss)
{
	const struct tree *t = a->f->tree;
	struct growth_parts parts;
	node_id list, where, value;

	*loss = NO_NODE;
	if (tree_kind(t, n) == KIND_CALL) {
		list = list_of(a, n, &value);
		if (list == NO_NODE)
			return NO_NODE;
		*loss = loss_in(a, value);
		return *loss != NO_NODE && !is_of_a_turn(a, list) ? list
		                                                  : NO_NODE;
	}
	switch (growth_form_of(t, n, &parts)) {
	case GROWTH_AUGMENTED:
	case GROWTH_PLUS:
	case GROWTH_CHAIN:
	case GROWTH_FRONT:
		break;
	default:
		return NO_NODE;
	}
	*loss = loss_in(a, parts.value);
	return *loss != NO_NODE && carry_find(a->carry, n, parts.target,
	                                      &where) != CARRIER_NONE
	           ? parts.target
	           : NO_NODE;
}

static void look_through(const struct training *a,
                         struct trained_losses *losses, struct arena *arena)
{
	const struct tree *t = a->f->tree;

	for (node_id n = a->loop; n < tree_end(t, a->loop); n++) {
		struct trained found = {.statement = n, .backward = a->loss};
		enum kind kind = tree_kind(t, n);

		if (!carry_work(a->carry, 1))
			return;
		if (kind != KIND_CALL && kind != KIND_ASSIGNMENT &&
		    kind != KIND_AUGMENTED_ASSIGNMENT)
			continue;
		found.target = kept_in(a, n, &found.loss);
		if (found.target != NO_NODE && !is_without_history(a, n) &&
		    !is_trained_by(a, found.target))
			ARRAY_PUSH(arena, &losses->list, found);
	}
}

void trained_find(struct trained_losses *losses, struct arena *arena,
                  const struct facts *f)
{
	struct training a = {.f = f};
	node_id last = NO_NODE;

	*losses = (struct trained_losses){0};
	if (!imports_has_module(&f->imports, "torch"))
		return;
	a.carry = carry_new(arena, f);
	for (node_id n = tree_first_of(f->tree, KIND_CALL); n != NO_NODE;
	     n = tree_next_of(f->tree, n)) {
		a.loss = loss_of(f, n);
		if (a.loss == NO_NODE)
			continue;
		a.variable = scopes_variable(&f->scopes, a.loss);
		a.loop = repeats_loop(&f->repeats, n);
		if (a.variable == NO_SYMBOL || a.loop == NO_NODE ||
		    a.loop == last ||
		    !repeats_binds(&f->repeats, a.loop, a.variable))
			continue;
		last = a.loop;
		look_through(&a, losses, arena);
	}
}

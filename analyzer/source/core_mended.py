"""Give a source of tree-sitter's core short ways, in a copy of it.

    python3 core_mended.py language.c|lexer.c|parser.c|stack.c|subtree.c \\
        > build/gen/core/FILE

What they give is the same: `make check` has a build on the packages' own
sources find the same. Each short way is for what nearly always is: one ASCII
character follows another in the same chunk and range; one version of the stack,
without a fork in what is reduced. Fails, naming the text that it looked for,
when the source is not what it knows.
"""

import os
import sys

# The usual tokens and rules of Python's table, in the state's own lines of the
# processor's cache (grammar_dense.py).
LANGUAGE = [
    (
        """void ts_language_table_entry(
""",
        """bool tree_sitter_python_external_scanner_scan(void *, TSLexer *, const bool *);
enum { PARSE_LINE = 32 };
extern const uint8_t parse_usual[];
extern const uint16_t parse_hot[][2 * PARSE_LINE];

static inline uint16_t ts_language_lookup_hot(
  const TSLanguage *self,
  TSStateId state,
  TSSymbol symbol
) {
  if (
    self->external_scanner.scan == tree_sitter_python_external_scanner_scan &&
    parse_usual[symbol] > 0
  ) return parse_hot[state][parse_usual[symbol] - 1];
  return ts_language_lookup(self, state, symbol);
}

void ts_language_table_entry(
""",
    ),
    (
        """    uint32_t action_index = ts_language_lookup(self, state, symbol);
""",
        """    uint32_t action_index = ts_language_lookup_hot(self, state, symbol);
""",
    ),
    (
        """    return ts_language_lookup(self, state, symbol);
  }
}

const char *""",
        """    return ts_language_lookup_hot(self, state, symbol);
  }
}

const char *""",
    ),
]

# Each character goes through a decoder that is chosen anew and through the
# checks for ranges and chunks of the text: a seventh of the parser's time.
LEXER = [
    (
        """static void ts_lexer__do_advance(Lexer *self, bool skip) {
""",
        """static void ts_lexer__do_advance(Lexer *self, bool skip) {
  uint32_t next = self->current_position.bytes + 1;
  uint32_t next_in_chunk = next - self->chunk_start;
  if (
    self->lookahead_size == 1 && self->data.lookahead != '\\n' &&
    next_in_chunk < self->chunk_size &&
    self->input.encoding == TSInputEncodingUTF8 &&
    (uint8_t)self->chunk[next_in_chunk] < 0x80 &&
    next < self->included_ranges[self->current_included_range_index].end_byte
  ) {
    ts_lexer__increment_column_data(self);
    self->current_position.extent.column++;
    self->current_position.bytes = next;
    if (skip) self->token_start_position = self->current_position;
    self->data.lookahead = (uint8_t)self->chunk[next_in_chunk];
    return;
  }

""",
    ),
    (
        """  const uint8_t *chunk = (const uint8_t *)self->chunk + position_in_chunk;
""",
        """  const uint8_t *chunk = (const uint8_t *)self->chunk + position_in_chunk;
  if (self->input.encoding == TSInputEncodingUTF8 && *chunk < 0x80) {
    self->lookahead_size = 1;
    self->data.lookahead = *chunk;
    return;
  }
""",
    ),
]

STACK = [
    # A node's eight links need not be emptied: it says how many it has.
    (
        """  *node = (StackNode) {
    .ref_count = 1,
    .link_count = 0,
    .state = state
  };
""",
        """  node->ref_count = 1;
  node->link_count = 0;
  node->state = state;
  node->node_count = 0;
  node->dynamic_precedence = 0;
  node->links[0] = (StackLink) {0};
""",
    ),
    # Most of what is pushed are tokens that are kept within the pointer to them.
    (
        """  StackHead *head = array_get(&self->heads, version);
  StackNode *new_node = stack_node_new(head->node, subtree, pending, state, &self->node_pool);
""",
        """  StackHead *head = array_get(&self->heads, version);
  StackNode *before = head->node;
  SubtreeInlineData token = subtree.data;
  if (token.is_inline && !token.is_missing && token.symbol != 0 && self->node_pool.size > 0) {
    StackNode *node = array_pop(&self->node_pool);
    uint32_t columns = (uint32_t)token.padding_columns + token.size_bytes;
    node->ref_count = 1;
    node->link_count = 1;
    node->state = state;
    node->position.bytes = before->position.bytes + token.padding_bytes + token.size_bytes;
    node->position.extent.row = before->position.extent.row + token.padding_rows;
    node->position.extent.column =
      token.padding_rows > 0 ? columns : before->position.extent.column + columns;
    node->error_cost = before->error_cost;
    node->node_count = before->node_count + token.visible;
    node->dynamic_precedence = before->dynamic_precedence;
    node->links[0] = (StackLink) {.node = before, .subtree = subtree, .is_pending = pending};
    head->node = node;
    return;
  }
  StackNode *new_node = stack_node_new(before, subtree, pending, state, &self->node_pool);
""",
    ),
    # Where nothing else holds the nodes, what is popped is taken from them:
    # no version is made, no subtree counted up and down again.
    (
        """StackSliceArray ts_stack_pop_count(""",
        """bool ts_stack_take_count(Stack *self, uint32_t count, SubtreeArray *subtrees) {
  if (self->heads.size != 1) return false;
  StackHead *head = &self->heads.contents[0];
  StackNode *node = head->node;
  uint32_t size = 0;
  for (uint32_t found = 0; found < count; size++) {
    if (node->link_count != 1 || node->ref_count != 1) return false;
    Subtree subtree = node->links[0].subtree;
    if (!subtree.ptr) return false;
    if (!ts_subtree_extra(subtree)) found++;
    node = node->links[0].node;
  }

  size_t bytes = ts_subtree_alloc_size(size);
  subtrees->contents = ts_malloc(bytes);
  subtrees->capacity = (uint32_t)(bytes / sizeof(Subtree));
  subtrees->size = size;
  node = head->node;
  while (size > 0) {
    StackNode *previous = node->links[0].node;
    subtrees->contents[--size] = node->links[0].subtree;
    if (self->node_pool.size < MAX_NODE_POOL_SIZE) {
      array_push(&self->node_pool, node);
    } else {
      ts_free(node);
    }
    node = previous;
  }
  head->node = node;
  return true;
}

extern const TSSymbol parse_as;

// Give what is on top of the only version the state after a symbol that stands
// for it alone. False where more holds it, or where the symbol may be called
// otherwise: after `as`, or where there are errors.
bool ts_stack_take_as(Stack *self, TSSymbol symbol, const TSLanguage *language) {
  if (self->heads.size != 1) return false;
  StackNode *top = self->heads.contents[0].node;
  if (top->link_count != 1 || top->ref_count != 1 || top->error_cost > 0) return false;
  Subtree subtree = top->links[0].subtree;
  if (!subtree.ptr || ts_subtree_extra(subtree)) return false;
  const StackNode *before = top->links[0].node;
  const StackNode *token = before;
  while (
    token->link_count > 0 && token->links[0].subtree.ptr &&
    ts_subtree_extra(token->links[0].subtree)
  ) {
    token = token->links[0].node;
  }
  if (
    token->link_count > 0 && token->links[0].subtree.ptr &&
    ts_subtree_symbol(token->links[0].subtree) == parse_as
  ) return false;
  top->state = ts_language_next_state(language, before->state, symbol);
  return true;
}

void ts_stack_push_parent(
  Stack *self,
  StackVersion version,
  Subtree parent,
  TSStateId state,
  Length position
) {
  StackHead *head = &self->heads.contents[version];
  StackNode *before = head->node;
  const SubtreeHeapData *data = parent.ptr;
  StackNode *node = self->node_pool.size > 0
    ? array_pop(&self->node_pool)
    : ts_malloc(sizeof(StackNode));
  node->ref_count = 1;
  node->link_count = 1;
  node->state = state;
  node->position = position;
  node->error_cost = before->error_cost + data->error_cost;
  node->node_count = before->node_count + data->visible_descendant_count + data->visible;
  node->dynamic_precedence = before->dynamic_precedence + data->dynamic_precedence;
  node->links[0] = (StackLink) {.node = before, .subtree = parent, .is_pending = false};
  head->node = node;
}

StackSliceArray ts_stack_pop_count(""",
    ),
]

# A supertype (`expression`, `primary_expression`) is hidden and has one child:
# the child takes its place, which saves a third of the memory. After `as` it has
# another name (as_pattern_target), and is needed.
PARSER = [
    (
        """static StackVersion ts_parser__reduce(
""",
        """bool ts_stack_take_count(Stack *self, uint32_t count, SubtreeArray *subtrees);
bool ts_stack_take_as(Stack *, TSSymbol, const TSLanguage *);
void ts_stack_push_parent(Stack *, StackVersion, Subtree, TSStateId, Length);

static StackVersion ts_parser__reduce(
""",
    ),
    (
        """  uint32_t initial_version_count = ts_stack_version_count(self->stack);

  // Pop the given""",
        """  uint32_t initial_version_count = ts_stack_version_count(self->stack);
  if (
    count == 1 && production_id == 0 && dynamic_precedence == 0 &&
    !is_fragile && !end_of_non_terminal_extra &&
    self->language->symbol_metadata[symbol].supertype &&
    ts_stack_take_as(self->stack, symbol, self->language)
  ) {
    return version;
  }
  SubtreeArray taken;
  Length end = ts_stack_position(self->stack, version);
  if (!is_fragile && ts_stack_take_count(self->stack, count, &taken)) {
    TSStateId state = ts_stack_state(self->stack, version);
    __builtin_prefetch(&parse_hot[state][PARSE_LINE]);
    if (taken.size > 0 && ts_subtree_extra(*array_back(&taken))) {
      ts_subtree_array_remove_trailing_extras(&taken, &self->trailing_extras);
    } else {
      array_clear(&self->trailing_extras);
    }
    MutableSubtree parent = ts_subtree_new_node(
      symbol, &taken, production_id, self->language
    );
    TSStateId next_state = ts_language_next_state(self->language, state, symbol);
    if (end_of_non_terminal_extra && next_state == state) {
      parent.ptr->extra = true;
    }
    parent.ptr->parse_state = state;
    parent.ptr->dynamic_precedence += dynamic_precedence;
    if (parent.ptr->repeat_depth > self->deepest_repeat) {
      self->deepest_repeat = parent.ptr->repeat_depth;
    }
    if (taken.size > 0 && self->trailing_extras.size == 0) {
      ts_stack_push_parent(self->stack, version, ts_subtree_from_mut(parent), next_state, end);
      return version;
    }
    ts_stack_push(self->stack, version, ts_subtree_from_mut(parent), false, next_state);
    for (uint32_t j = 0; j < self->trailing_extras.size; j++) {
      ts_stack_push(self->stack, version, *array_get(&self->trailing_extras, j), false, next_state);
    }
    return version;
  }

  // Pop the given""",
    ),
    # Python's scanner is asked before each token whether a line or a string
    # begins there: what it is to know of the tokens before it is read in anew,
    # and where it says no, which is nearly everywhere, the lexer goes back.
    (
        """static Subtree ts_parser__lex(
""",
        """#include "parse_plain.h"

static Subtree ts_parser__lex_plain(
  TSParser *self,
  TSLexerMode lex_mode,
  TSStateId parse_state,
  Length position,
  bool scanner_said_no
) {
  const Lexer *lexer = &self->lexer;
  uint32_t at = position.bytes - lexer->chunk_start;
  if (
    self->language->external_scanner.scan != tree_sitter_python_external_scanner_scan ||
    position.bytes == 0 || position.bytes < lexer->chunk_start ||
    lexer->included_range_count != 1 || lexer->input.encoding != TSInputEncodingUTF8 ||
    lexer->logger.log
  ) return NULL_SUBTREE;

  struct parse_token token = {
    .text = (const unsigned char *)lexer->chunk,
    .start = at,
    .size = at < lexer->chunk_size ? lexer->chunk_size : at,
  };
  const bool *valid = ts_language_enabled_external_tokens(
    self->language,
    lex_mode.external_lex_state
  );
  if (
    !(scanner_said_no || parse_is_plain(&token, at, valid)) ||
    !parse_token_find(&token, lex_mode.lex_state)
  ) return NULL_SUBTREE;

  uint32_t size = token.end - token.start;
  bool is_keyword = false;
  if (token.symbol == self->language->keyword_capture_token) {
    if (size > PARSE_LONGEST_WORD) {
      if (token.text[token.start] == '_') return NULL_SUBTREE;  // __future__
    } else {
      TSSymbol keyword = parse_keyword_of(&token);
      is_keyword = keyword != 0;
      if (
        is_keyword && (
          ts_language_lookup_hot(self->language, parse_state, keyword) != 0 ||
          ts_language_is_reserved_word(self->language, parse_state, keyword)
        )
      ) token.symbol = keyword;
    }
  }
  uint32_t padding = token.start - at;
  return ts_subtree_new_leaf(
    &self->tree_pool,
    token.symbol,
    (Length) {padding, {token.rows, token.rows ? token.start - token.line : padding}},
    (Length) {size, {0, size}},
    token.seen - token.end,
    parse_state,
    false,
    false,
    is_keyword,
    self->language
  );
}

static Subtree ts_parser__lex(
""",
    ),
    # What a token does is on its way while the token is found.
    (
        """  const Length start_position = ts_stack_position(self->stack, version);
""",
        """  __builtin_prefetch(parse_hot[parse_state]);
  const Length start_position = ts_stack_position(self->stack, version);
  Subtree plain = ts_parser__lex_plain(self, lex_mode, parse_state, start_position, false);
  if (plain.ptr) return plain;
""",
    ),
    (
        """      ts_lexer_reset(&self->lexer, current_position);
      self->lexer.column_data = column_data;
""",
        """      if (!error_mode) {
        plain = ts_parser__lex_plain(self, lex_mode, parse_state, start_position, true);
        if (plain.ptr) return plain;
      }
      ts_lexer_reset(&self->lexer, current_position);
      self->lexer.column_data = column_data;
""",
    ),
    (
        """    if (!ts_parser__check_progress(self, &lookahead, &position, 1)) {
""",
        """    if (
      ++self->operation_count >= OP_COUNT_PER_PARSER_TIMEOUT_CHECK &&
      !ts_parser__check_progress(self, &lookahead, &position, 0)
    ) {
""",
    ),
    (
        """      ts_stack_renumber_version(self->stack, last_reduction_version, version);
      LOG_STACK();
""",
        """      if (last_reduction_version != version) {
        ts_stack_renumber_version(self->stack, last_reduction_version, version);
      }
      LOG_STACK();
""",
    ),
    # Repetitions are balanced so that trees can be edited, and walked without
    # a deep stack; only those that are very deep are worth a walk of the tree.
    (
        """  bool has_error;
};
""",
        """  bool has_error;
  unsigned deepest_repeat;
};
""",
    ),
    (
        """    parent.ptr->dynamic_precedence += dynamic_precedence;

    // Push the parent""",
        """    parent.ptr->dynamic_precedence += dynamic_precedence;
    if (parent.ptr->repeat_depth > self->deepest_repeat) {
      self->deepest_repeat = parent.ptr->repeat_depth;
    }

    // Push the parent""",
    ),
    (
        """  Subtree finished_tree = self->finished_tree;

  // If we""",
        """  Subtree finished_tree = self->finished_tree;
  if (self->deepest_repeat < 1000) return true;

  // If we""",
    ),
    (
        """  self->operation_count += operations;
""",
        """  self->operation_count += operations;
  if (self->operation_count < OP_COUNT_PER_PARSER_TIMEOUT_CHECK) return true;
""",
    ),
    (
        """  bool made_changes = false;
  unsigned min_error_cost = UINT_MAX;
""",
        """  if (ts_stack_version_count(self->stack) == 1 && ts_stack_is_active(self->stack, 0)) {
    ts_stack_node_count_since_error(self->stack, 0);  // which it notes
    return ts_stack_state(self->stack, 0) == ERROR_STATE
      ? UINT_MAX
      : ts_stack_error_cost(self->stack, 0);
  }

  bool made_changes = false;
  unsigned min_error_cost = UINT_MAX;
""",
    ),
]

# Half of all nodes have one child, and are as it is.
SUBTREE = [
    (
        """  ts_assert(!self.data.is_inline);

  self.ptr->named_child_count = 0;
""",
        """  ts_assert(!self.data.is_inline);

  SubtreeHeapData *to = self.ptr;
  const TSSymbol *alias = ts_language_alias_sequence(language, to->production_id);
  Subtree only = to->child_count == 1 ? *ts_subtree_children(self) : NULL_SUBTREE;
  if (
    !alias && to->symbol < ts_builtin_sym_error_repeat && only.ptr && (
      only.data.is_inline
      ? only.data.symbol != 0 && !only.data.is_missing
      : only.ptr->child_count > 0 && only.ptr->symbol < ts_builtin_sym_error_repeat
    )
  ) {
    to->repeat_depth = 0;
    to->depends_on_column = false;
    if (only.data.is_inline) {
      SubtreeInlineData from = only.data;
      to->padding = (Length) {from.padding_bytes, {from.padding_rows, from.padding_columns}};
      to->size = (Length) {from.size_bytes, {0, from.size_bytes}};
      to->lookahead_bytes = from.lookahead_bytes;
      to->error_cost = 0;
      to->visible_child_count = from.visible;
      to->named_child_count = from.visible & from.named;
      to->visible_descendant_count = from.visible;
      to->dynamic_precedence = 0;
      to->has_external_tokens = false;
      to->has_external_scanner_state_change = false;
      to->first_leaf.symbol = from.symbol;
      to->first_leaf.parse_state = from.parse_state;
    } else {
      const SubtreeHeapData *from = only.ptr;
      to->padding = from->padding;
      to->size = from->size;
      to->lookahead_bytes = from->lookahead_bytes;
      to->error_cost = from->error_cost;
      to->dynamic_precedence = from->dynamic_precedence;
      to->has_external_tokens = from->has_external_tokens;
      to->has_external_scanner_state_change = from->has_external_scanner_state_change;
      to->depends_on_column = from->depends_on_column;
      to->first_leaf = from->first_leaf;
      to->fragile_left |= from->fragile_left;
      to->fragile_right |= from->fragile_right;
      to->visible_descendant_count = from->visible_descendant_count + from->visible;
      if (from->visible) {
        to->visible_child_count = 1;
        to->named_child_count = from->named;
      } else {
        to->visible_child_count = from->visible_child_count;
        to->named_child_count = from->named_child_count;
      }
    }
    return;
  }

  self.ptr->named_child_count = 0;
""",
    ),
]

EDITS = {
    "language.c": LANGUAGE,
    "lexer.c": LEXER,
    "parser.c": PARSER,
    "stack.c": STACK,
    "subtree.c": SUBTREE,
}

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
for before, after in EDITS[os.path.basename(sys.argv[1])]:
    if text.count(before) != 1:
        sys.exit(f"{sys.argv[1]}: expected once:\n{before}")
    text = text.replace(before, after)
sys.stdout.write(text)

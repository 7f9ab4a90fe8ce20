/* Arguments of calls, and the parameters that they are bound to. Only
 * heap_model.h includes this. */
#ifndef HEAPLINT_HEAP_PASSED_H
#define HEAPLINT_HEAP_PASSED_H

/* heap_keywords.c */

/* *args and **kwargs: a tuple or dict of the call's own, with some item. */
void heap_take_keywords(struct heap_builder *b, struct heap_function *f,
                        node_id name, uint32_t index);
/* The number of the parameter that the function takes out of its **parameter
 * by this name, or MOST_ARGUMENTS. */
uint32_t heap_keyword_taken(struct heap_builder *b, node_id function,
                            struct str name);
/* The same, by the place in its *parameter. */
uint32_t heap_place_taken(struct heap_builder *b, node_id function,
                          uint32_t place);
struct heap_function *heap_function_at(struct heap_builder *b,
                                       node_id function);
/* keywords["name"] of a **parameter, or NO_OBJECT. */
object_id heap_keyword_value(struct heap_builder *b, struct heap_function *f,
                             object_id keywords, node_id key);
/* keywords.pop("name"), keywords.get("name"); false if it is none. */
bool heap_call_keywords(struct heap_builder *b, struct heap_function *f,
                        node_id call, node_id receiver, struct str name);

/* heap_arguments.c */

/* The value of an argument, also of a keyword's. */
node_id heap_argument(const struct tree *t, node_id argument);
bool heap_is_splat(enum kind kind);
enum { MOST_ARGUMENTS = 32, MOST_KEYWORDS = 8 };

/* A call's arguments by the callee's parameter number. */
struct arguments {
	object_id at[MOST_ARGUMENTS];
	node_id values[MOST_ARGUMENTS];    /* what is passed, or the default */
	object_id keywords[MOST_KEYWORDS]; /* those for **parameters */
	uint32_t keyword_count;
	object_id rest[MOST_KEYWORDS]; /* those for a *parameter */
	uint32_t rest_count;
};

/* Which of its own *args and **kwargs a function passes to the callee. */
struct handing_on {
	uint32_t first; /* the parameter that args[0] is, or MOST_ARGUMENTS */
	bool has_keywords;
};

/* Of a call whose first argument is the callee's parameter `first`. */
struct handing_on heap_handing_on(const struct heap_builder *b,
                                  const struct heap_function *f, node_id call,
                                  uint32_t first);
/* What a caller of f passes by this name (or none) or at this place of *args
 * (or MOST_ARGUMENTS), as a parameter of f that n names; or NO_OBJECT. */
object_id heap_hand_on(struct heap_builder *b, struct heap_function *f,
                       struct str name, uint32_t place, node_id n);
/* The same for what the callee, with `count` parameters and room for so many by
 * their places, takes out of its own or hands on. */
void heap_hand_taken(struct heap_builder *b, struct heap_function *f,
                     struct arguments *to, const struct heap_function *callee,
                     struct handing_on on, uint32_t count, uint32_t room);

/* The number of the callee's parameter that the expression n, in the callee,
 * surely has the value of; MOST_ARGUMENTS if it is none. */
uint32_t heap_parameter(struct heap_builder *b, node_id callee, node_id n);
/* The number of the function's parameter of this name, or MOST_ARGUMENTS. */
uint32_t heap_parameter_called(const struct tree *t, node_id function,
                               name_id name);
/* Parameters that nothing is passed for have their defaults. */
void heap_bind_defaults(const struct tree *t, struct arguments *to,
                        node_id function);
struct arguments heap_no_arguments(object_id self);
/* Keep of which classes the arguments are, for parameters of unknown ones. */
void heap_note_passed(struct heap_builder *b, const struct heap_function *f,
                      struct heap_function *callee,
                      const struct arguments *arguments);
/* Put in the call's arguments; the first parameter of a method may have its own
 * already. */
void heap_bind_arguments(struct heap_builder *b, struct heap_function *f,
                         struct arguments *to, node_id call, node_id function);

/* heap_own.c */

/* The function calls itself. */
void heap_call_itself(struct heap_builder *b, struct heap_function *f,
                      node_id call, const struct arguments *arguments);

#endif

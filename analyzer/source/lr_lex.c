/* Tokens: the plain ones, nine of ten, by tables (grammar_lexer.py); the others
 * by lr_scan.c and the grammar's lexer, which knows tree-sitter's Lexer. */
#include "lr_model.h"
#include "timings.h"

/* How much is read from one look at the clock to the next: bytes, with those
 * that are read again and again, and as many for each token. */
enum { LOOK_AT_CLOCK = 16384, TOKEN_WORK = 64 };

static const char *read_input(void *payload, uint32_t byte, TSPoint point,
                              uint32_t *size)
{
	const struct lr_input *input = payload;

	(void)point;
	*size = byte < input->length ? input->length - byte : 0;
	return input->text + (byte < input->length ? byte : input->length);
}

void lr_lex_begin(struct lr *lr)
{
	TSInput input = {.payload = (void *)(uintptr_t)lr->input,
	                 .read = read_input,
	                 .encoding = TSInputEncodingUTF8};

	ts_lexer_init(&lr->lexer);
	ts_lexer_set_input(&lr->lexer, input);
	lr_scan_begin(&lr->scanner);
}

void lr_lex_end(struct lr *lr)
{
	ts_lexer_delete(&lr->lexer);
}

void lr_lex_decide(const struct lr *lr, uint16_t state, struct token *token)
{
	if (token->keyword == 0)
		return;
	token->symbol = lr->language->keyword_capture_token;
	if (lr_lookup(lr, state, token->keyword) != 0 ||
	    ts_language_is_reserved_word(lr->language, state, token->keyword))
		token->symbol = token->keyword;
}

static void start_lexer(struct lr *lr, uint32_t position)
{
	ts_lexer_reset(&lr->lexer, (Length){position, {0, 0}});
	ts_lexer_start(&lr->lexer);
}

/* How far it looked counts, found or not. */
static void count_work(struct lr *lr)
{
	lr->work += lr->lexer.current_position.bytes - lr->position;
}

static void finish_lexer(struct lr *lr, struct token *token)
{
	uint32_t seen = 0;

	ts_lexer_finish(&lr->lexer, &seen);
	token->start = lr->lexer.token_start_position.bytes;
	token->end = lr->lexer.token_end_position.bytes;
	token->symbol = lr->lexer.data.result_symbol;
	token->keyword = 0;
}

/* Some texts cost the scanner quadratic time, some the versions much for each
 * token. */
static bool is_late(struct lr *lr)
{
	lr->work += TOKEN_WORK;
	if (lr->work < LOOK_AT_CLOCK)
		return false;
	lr->work = 0;
	lr->is_late = (uint64_t)thread_time() > lr->input->deadline;
	return lr->is_late;
}

/* By the grammar's own lexers. */
static bool lex_slowly(struct lr *lr, uint16_t lex_state, struct token *token)
{
	const TSLanguage *language = lr->language;
	bool is_found;

	start_lexer(lr, lr->position);
	is_found = language->lex_fn(&lr->lexer.data, lex_state);
	count_work(lr);
	if (!is_found)
		return false;
	finish_lexer(lr, token);
	if (token->symbol != language->keyword_capture_token)
		return true;
	start_lexer(lr, token->start);
	if (language->keyword_lex_fn(&lr->lexer.data, 0) &&
	    lr->lexer.token_end_position.bytes == token->end)
		token->keyword = lr->lexer.data.result_symbol;
	return true;
}

/* ------------------------------------------------------------ plain ones */

enum { SKIPPED = 0x8000 };

/* By a state of the lexer: where each byte leads (0: nowhere), which token ends
 * there, and which keyword that is where it may be one. */
extern const uint16_t lr_leads[][256], lr_accepts[], lr_keywords[];

static bool is_quote(unsigned char c)
{
	return c == '"' || c == '\'' || c == '`';
}

static bool is_prefix(unsigned char c)
{
	const uint32_t letters = 1u << ('b' & 31) | 1u << ('f' & 31) |
	                         1u << ('r' & 31) | 1u << ('t' & 31) |
	                         1u << ('u' & 31);

	return c >= 'A' && c <= 'z' && letters >> (c & 31) & 1;
}

/* Does the scanner surely say no to what begins here? Only after a line, a
 * comment or a backslash, in a string or before one may it say yes. */
static bool is_plain(const unsigned char *at, const bool *valid)
{
	if (valid[STRING_CONTENT] || valid[ESCAPE_INTERPOLATION])
		return false;
	while (*at == ' ')
		at++;
	switch (*at) {
	case '\0':
	case '\t':
	case '\n':
	case '\f':
	case '\r':
	case '#':
	case '\\':
		return false;
	default:
		break;
	}
	if (!valid[STRING_START])
		return true;
	while (is_prefix(*at))
		at++;
	return *at != '\0' && !is_quote(*at);
}

/* False where it has to be looked at by the grammar's own. */
static bool lex_plain(struct lr *lr, uint16_t state, struct token *token)
{
	const unsigned char *text = (const unsigned char *)lr->input->text;
	uint32_t start = lr->position, end = start;
	uint16_t leads;

	while ((leads = lr_leads[state][text[end]]) != 0) {
		end++;
		if (leads & SKIPPED)
			start = end;
		state = leads & (SKIPPED - 1);
	}
	if (lr_accepts[state] == 0 || text[end] == '\0' || text[end] >= 0x80)
		return false;
	token->start = start;
	token->end = end;
	token->symbol = lr_accepts[state];
	token->keyword = lr_keywords[state];
	return true;
}

bool lr_lex(struct lr *lr, uint16_t state, struct token *token)
{
	const TSLanguage *language = lr->language;
	const TSLexerMode *mode = &language->lex_modes[state];
	const bool *valid = ts_language_enabled_external_tokens(
	    language, mode->external_lex_state);
	const unsigned char *text = (const unsigned char *)lr->input->text;

	token->is_external = false;
	if (mode->lex_state == UINT16_MAX || is_late(lr))
		return false;
	if (valid != NULL && !is_plain(text + lr->position, valid) &&
	    lr_scan(lr, valid, token))
		return true;
	if ((lr->position == 0 || !lex_plain(lr, mode->lex_state, token)) &&
	    !lex_slowly(lr, mode->lex_state, token))
		return false;
	lr_lex_decide(lr, state, token);
	return true;
}

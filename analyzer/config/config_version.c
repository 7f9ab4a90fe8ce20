#include "config_version.h"

#include <stdlib.h>
#include <string.h>

version config_version(const char *text)
{
	const char *digits = strncmp(text, "py", 2) == 0 ? text + 2 : text;
	char *end = NULL;
	unsigned long minor = 0;

	if (*digits == '3') {
		digits += digits[1] == '.' ? 2 : 1;
		if (*digits >= '0' && *digits <= '9')
			minor = strtoul(digits, &end, 10);
	}
	if (end == NULL || *end != '\0' || minor < VERSION_OLDEST % 100 ||
	    minor > VERSION_NEWEST % 100)
		return 0;
	return (version)(300 + minor);
}

/* ------------------------------------------------------------ specifiers */

enum sign {
	AT_LEAST,
	AT_MOST,
	MORE,
	LESS,
	EQUAL,
	NOT_EQUAL,
	LIKE,
	CARET,
	TILDE
};

/* How conditions are written. */
struct dialect {
	bool has_caret; /* ^3.9, ~3.9; without an operator: == */
	const char *separators;
};

static const struct dialect pep440 = {false, ","};
static const struct dialect poetry = {true, ", \t"};

enum { LAST_RELEASE = 1000 };

/* One condition of a specifier: "~=3.8.1". */
struct clause {
	enum sign sign;
	long part[3]; /* 3, 8, 1; none above LAST_RELEASE + 1 */
	int parts;    /* how many of them are written */
	bool is_any;  /* ".*" follows */
};

/* The releases 3.MINOR.x with x in [first, last] that are allowed so far. */
struct releases {
	long minor, first, last;
};

static const char *read_operator(const struct dialect *dialect, const char *at,
                                 enum sign *sign)
{
	static const struct {
		const char *text;
		enum sign sign;
	} known[] = {{"===", EQUAL}, {">=", AT_LEAST},  {"<=", AT_MOST},
	             {"==", EQUAL},  {"!=", NOT_EQUAL}, {"~=", LIKE},
	             {">", MORE},    {"<", LESS}};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strncmp(at, known[i].text, strlen(known[i].text)) == 0) {
			*sign = known[i].sign;
			return at + strlen(known[i].text);
		}
	if (!dialect->has_caret)
		return NULL;
	*sign = *at == '^' ? CARET : *at == '~' ? TILDE : EQUAL;
	return at + (*sign != EQUAL);
}

/* What follows the clause, or NULL if it is not understood. */
static const char *read_clause(const struct dialect *dialect, const char *at,
                               struct clause *clause)
{
	*clause = (struct clause){0};
	at = read_operator(dialect, at, &clause->sign);
	if (at == NULL)
		return NULL;
	at += strspn(at, " \t");
	while (*at >= '0' && *at <= '9') {
		char *end;
		long part = strtol(at, &end, 10);

		if (part > LAST_RELEASE)
			part = LAST_RELEASE + 1;
		if (clause->parts < 3)
			clause->part[clause->parts++] = part;
		at = end;
		if (*at != '.')
			break;
		at++;
		clause->is_any = *at == '*';
		at += clause->is_any;
	}
	if (strspn(at, "abrc") > 0) /* "3.13rc1": as the release */
		at += strspn(at, "abrc0123456789");
	if (clause->parts == 0 ||
	    (*at != '\0' && strchr(dialect->separators, *at) == NULL &&
	     at[strspn(at, " \t")] != ',' && at[strspn(at, " \t")] != '\0'))
		return NULL;
	return at + strspn(at, " \t");
}

/* -1, 0, 1: are the releases of 3.MINOR before, with or after what the clause
 * writes, as far as major and minor say it? */
static int compare(const struct clause *c, long minor)
{
	if (c->part[0] != 3)
		return c->part[0] > 3 ? -1 : 1;
	if (c->parts < 2)
		return c->is_any ? 0 : minor > 0;
	return (minor > c->part[1]) - (minor < c->part[1]);
}

static void keep_none(struct releases *r)
{
	r->last = r->first - 1;
}

static void keep_from(struct releases *r, long first)
{
	if (r->first < first)
		r->first = first;
}

static void keep_to(struct releases *r, long last)
{
	if (r->last > last)
		r->last = last;
}

static void narrow_equal(struct releases *r, const struct clause *c, int order)
{
	bool is_series = c->is_any && c->parts <= 2;

	if (order != 0)
		keep_none(r);
	else if (!is_series) {
		keep_from(r, c->part[2]);
		if (!c->is_any)
			keep_to(r, c->part[2]);
	}
}

/* ~=3.8 is >=3.8,==3.*; ~=3.8.1 is >=3.8.1,==3.8.* */
static void narrow_like(struct releases *r, const struct clause *c, int order)
{
	if (c->part[0] != 3 || order < 0 || (order > 0 && c->parts > 2))
		keep_none(r);
	else if (order == 0)
		keep_from(r, c->part[2]);
}

/* ~3.8.1 is >=3.8.1,==3.8.*; ~3 is ==3.* */
static void narrow_tilde(struct releases *r, const struct clause *c, int order)
{
	if (c->part[0] != 3 || (c->parts > 1 && order != 0))
		keep_none(r);
	else if (order == 0)
		keep_from(r, c->part[2]);
}

/* ^3.8.1 is >=3.8.1,==3.* */
static void narrow_caret(struct releases *r, const struct clause *c, int order)
{
	if (c->part[0] != 3 || order < 0)
		keep_none(r);
	else if (order == 0)
		keep_from(r, c->part[2]);
}

static void narrow(struct releases *r, const struct clause *c)
{
	int order = compare(c, r->minor);

	switch (c->sign) {
	case AT_LEAST:
	case MORE:
		if (order < 0)
			keep_none(r);
		else if (order == 0)
			keep_from(r, c->part[2] + (c->sign == MORE));
		break;
	case AT_MOST:
	case LESS:
		if (order > 0)
			keep_none(r);
		else if (order == 0)
			keep_to(r, c->part[2] - (c->sign == LESS));
		break;
	case EQUAL:
		narrow_equal(r, c, order);
		break;
	case NOT_EQUAL:
		if (order == 0 && c->is_any && c->parts <= 2)
			keep_none(r);
		break;
	case LIKE:
		narrow_like(r, c, order);
		break;
	case CARET:
		narrow_caret(r, c, order);
		break;
	case TILDE:
		narrow_tilde(r, c, order);
		break;
	}
}

/* False if it is not understood. */
static bool narrow_all(const struct dialect *dialect, struct releases *r,
                       const char *at)
{
	struct clause clause;

	for (;;) {
		at += strspn(at, " \t");
		at = read_clause(dialect, at, &clause);
		if (at == NULL)
			return false;
		narrow(r, &clause);
		if (*at == '\0')
			return true;
		at += *at == ',';
		if (at[strspn(at, " \t")] == '\0')
			return true; /* a comma at the end */
	}
}

static version lowest(const struct dialect *dialect, const char *specifier)
{
	for (long minor = VERSION_OLDEST % 100; minor <= VERSION_NEWEST % 100;
	     minor++) {
		struct releases r = {minor, 0, LAST_RELEASE};

		if (!narrow_all(dialect, &r, specifier))
			return 0;
		if (r.first <= r.last)
			return (version)(300 + minor);
	}
	return 0;
}

version config_version_lowest(const char *specifier)
{
	return lowest(&pep440, specifier);
}

version config_version_lowest_poetry(struct arena *arena,
                                     const char *constraint)
{
	version least = 0;

	for (const char *at = constraint; at != NULL;) {
		size_t length = strcspn(at, "|");
		const char *part =
		    str_copy(arena, (struct str){at, (uint32_t)length});
		version found;

		part += strspn(part, " \t");
		found =
		    *part == '*' && part[1 + strspn(part + 1, " \t")] == '\0'
		        ? VERSION_OLDEST
		        : lowest(&poetry, part);
		if (found != 0 && (least == 0 || found < least))
			least = found;
		at += length;
		at = *at == '\0' ? NULL : at + strspn(at, "|");
	}
	return least;
}

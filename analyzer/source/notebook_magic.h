/* What IPython reads and Python does not, in a cell's text: magics, commands
 * of the shell, questions for help. It is made blank, or the least Python that
 * may stand there; nothing is moved. */
#ifndef HEAPLINT_NOTEBOOK_MAGIC_H
#define HEAPLINT_NOTEBOOK_MAGIC_H

#include <stdint.h>

/* IPython/core/inputtransformer2.py says what there is:
 *
 *   %x a, !x a, !!x, ?x, /x a, ,x a, ;x a   at the start of a line
 *   x?, x.y??                               a line that ends so
 *   a = %x b, a = !x b                      a name that nothing is known of
 *   %%x                                     all of the cell; if the rest of it
 *                                           is Python, the line
 *   pip install x                           IPython's "automagic"
 */
void notebook_magic_blank(char *text, uint32_t length);

#endif

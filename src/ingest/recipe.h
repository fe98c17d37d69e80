/* recipe.h - how a table was loaded, kept with it, so that rows which are appended are read and mapped in the same way. */
#ifndef INGEST_RECIPE_H
#define INGEST_RECIPE_H

#include "ingest/ingest.h"

/* A copy of what REQUEST says of files and columns; of the file itself, the statement and the caller nothing is kept. */
const struct load_request *recipe_keep(struct arena *a, const struct load_request *request);

#endif

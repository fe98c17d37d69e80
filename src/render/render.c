#include "render/render.h"

#include "render/format.h"

static const struct render_format formats[] = {
#define FORMAT(name, machine, separate) { #name, machine, separate, render_##name },
#include "render/render_list.def"
#undef FORMAT
};

enum { N_FORMATS = sizeof(formats) / sizeof(formats[0]) };

const struct render_format *render_find(struct text name)
{
	for (size_t i = 0; i < N_FORMATS; i++)
		if (text_is(name, formats[i].name))
			return &formats[i];
	return NULL;
}

const struct render_format *render_at(size_t index)
{
	return index < N_FORMATS ? &formats[index] : NULL;
}

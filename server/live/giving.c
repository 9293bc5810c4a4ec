/* `server.live.giving.in_python` once more, without the interpreter between two sockets: the same answer to the same call.
 *
 * Only the stable interface of Python is used, so that what is compiled once serves every version from 3.11 on.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <errno.h>
#include <sys/socket.h>

struct line { int descriptor; Py_ssize_t taken; };

/* None may wait. A socket whose other end is gone takes nothing, and nobody is killed for it. */
static Py_ssize_t given(int descriptor, const char *framed, Py_ssize_t size) {
    ssize_t taken;
    if (descriptor < 0) return 0;
    do taken = send(descriptor, framed, (size_t)size, MSG_DONTWAIT | MSG_NOSIGNAL);
    while (taken < 0 && errno == EINTR);
    return taken < 0 ? 0 : taken;
}

static int filled(struct line *lines, PyObject *descriptors, Py_ssize_t count) {
    for (Py_ssize_t n = 0; n < count; n++) {
        lines[n].descriptor = (int)PyLong_AsLong(PyList_GetItem(descriptors, n));
        if (lines[n].descriptor == -1 && PyErr_Occurred()) return -1;
    }
    return 0;
}

/* (index, bytes taken) of those that did not take all. */
static PyObject *left_by(const struct line *lines, Py_ssize_t count, Py_ssize_t size) {
    PyObject *left = PyList_New(0);
    for (Py_ssize_t n = 0; left && n < count; n++) {
        if (lines[n].taken >= size) continue;
        PyObject *pair = Py_BuildValue("nn", n, lines[n].taken);
        if (!pair || PyList_Append(left, pair)) Py_CLEAR(left);
        Py_XDECREF(pair);
    }
    return left;
}

static PyObject *in_c(PyObject *module, PyObject *const *arguments, Py_ssize_t many) {
    (void)module;
    char *framed;
    Py_ssize_t size;
    if (many != 2 || !PyList_Check(arguments[0])) {
        PyErr_SetString(PyExc_TypeError, "a list of descriptors and bytes are needed");
        return NULL;
    }
    if (PyBytes_AsStringAndSize(arguments[1], &framed, &size)) return NULL;
    Py_ssize_t count = PyList_Size(arguments[0]);
    struct line *lines = PyMem_Malloc((size_t)(count + 1) * sizeof *lines);
    if (!lines) return PyErr_NoMemory();
    PyObject *left = NULL;
    if (!filled(lines, arguments[0], count)) {
        Py_BEGIN_ALLOW_THREADS
        for (Py_ssize_t n = 0; n < count; n++) lines[n].taken = given(lines[n].descriptor, framed, size);
        Py_END_ALLOW_THREADS
        left = left_by(lines, count, size);
    }
    PyMem_Free(lines);
    return left;
}

static PyMethodDef methods[] = {
    {"in_c", (PyCFunction)(void (*)(void))in_c, METH_FASTCALL, "See server.live.giving.in_python."},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef module = {.m_base = PyModuleDef_HEAD_INIT, .m_name = "_giving", .m_size = 0, .m_methods = methods};

PyMODINIT_FUNC PyInit__giving(void) { return PyModule_Create(&module); }

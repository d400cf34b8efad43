// The one translation unit of this test program that compiles Boost.Beast's implementation.
#include <boost/beast/src.hpp>

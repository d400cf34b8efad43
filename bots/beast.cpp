// The one translation unit of this program that compiles Boost.Beast's implementation.
#include <boost/beast/src.hpp>

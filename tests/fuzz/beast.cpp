// Boost.Beast's implementation, for the reference the fuzz targets compare with.
#include <boost/beast/src.hpp>

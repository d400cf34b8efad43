#include <cstdio>

int main() {
  std::puts("flumen");
  return 0;
}

#include "support/certificate.hpp"

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <sys/stat.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace flumen::support {
namespace {

template <auto Free>
struct Freeing {
  template <class T>
  void operator()(T* object) const noexcept {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Signed = std::unique_ptr<X509, Freeing<X509_free>>;
using File = std::unique_ptr<std::FILE, Freeing<std::fclose>>;

void require(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string("no certificate for the test: ") + what);
}

void add_extension(X509* certificate, int kind, const char* value) {
  const std::unique_ptr<X509_EXTENSION, Freeing<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, nullptr, kind, value));
  require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "an extension");
}

Signed sign(EVP_PKEY* key, const std::string& name, std::chrono::seconds lifetime) {
  Signed certificate(X509_new());
  X509* const made = certificate.get();
  X509_set_version(made, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
  X509_gmtime_adj(X509_getm_notBefore(made), -3600);
  X509_gmtime_adj(X509_getm_notAfter(made), lifetime.count());
  X509_NAME* subject = X509_get_subject_name(made);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1,
                             0);
  X509_set_issuer_name(made, subject);
  X509_set_pubkey(made, key);
  add_extension(made, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
  add_extension(made, NID_basic_constraints, "critical,CA:TRUE");
  require(X509_sign(made, key, EVP_sha256()) > 0, "its signature");
  return certificate;
}

}  // namespace

Certificate make_certificate(const std::filesystem::path& folder, const std::string& name, KeyKind kind,
                             std::chrono::seconds lifetime) {
  const Key key(kind == KeyKind::p256 ? EVP_EC_gen("P-256") : EVP_RSA_gen(2048));
  require(key != nullptr, "its key");
  const Signed certificate = sign(key.get(), name, lifetime);

  Certificate made{(folder / (name + ".pem")).string(), (folder / (name + ".key")).string()};
  const File file(std::fopen(made.file.c_str(), "w"));
  require(file && PEM_write_X509(file.get(), certificate.get()) == 1, "its file");
  const File key_file(std::fopen(made.key_file.c_str(), "w"));
  require(key_file && ::chmod(made.key_file.c_str(), S_IRUSR | S_IWUSR) == 0 &&
              PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
          "its key's file");
  return made;
}

}  // namespace flumen::support

// What is used of OpenSSL's libcrypto: keys and signatures on the curve secp256k1, which swift-crypto does not have.
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

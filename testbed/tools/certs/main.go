// Command certs writes the certificates and keys of one throw-away cluster into a folder.
package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// lifetime is far longer than any test and short enough that a forgotten folder is of no use to anybody.
const lifetime = 7 * 24 * time.Hour

type authority struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: certs FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "certs:", err)
		os.Exit(1)
	}
}

func write(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	ca, err := writeAuthority(folder)
	if err != nil {
		return err
	}
	loopback := []net.IP{net.IPv4(127, 0, 0, 1)}
	leaves := []struct {
		name    string
		subject pkix.Name
		ips     []net.IP
		hosts   []string
		usage   x509.ExtKeyUsage
	}{
		{"apiserver", pkix.Name{CommonName: "kube-apiserver"}, loopback, []string{"localhost"}, x509.ExtKeyUsageServerAuth},
		{"custom-metrics", pkix.Name{CommonName: "custom-metrics"}, loopback,
			[]string{"localhost", "custom-metrics.kube-system.svc"}, x509.ExtKeyUsageServerAuth},
		{"admin", pkix.Name{CommonName: "admin", Organization: []string{"system:masters"}}, nil, nil, x509.ExtKeyUsageClientAuth},
	}
	for _, leaf := range leaves {
		template := &x509.Certificate{
			Subject:     leaf.subject,
			IPAddresses: leaf.ips,
			DNSNames:    leaf.hosts,
			KeyUsage:    x509.KeyUsageDigitalSignature,
			ExtKeyUsage: []x509.ExtKeyUsage{leaf.usage},
		}
		key, err := writeKey(folder, leaf.name)
		if err != nil {
			return err
		}
		if _, err := sign(folder, leaf.name, template, key.Public(), ca); err != nil {
			return err
		}
	}
	return writeServiceAccountPair(folder)
}

func writeAuthority(folder string) (authority, error) {
	key, err := writeKey(folder, "ca")
	if err != nil {
		return authority{}, err
	}
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: "testbed"},
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
		IsCA:                  true,
		BasicConstraintsValid: true,
	}
	certificate, err := sign(folder, "ca", template, key.Public(), authority{template, key})
	return authority{certificate, key}, err
}

func writeServiceAccountPair(folder string) error {
	key, err := writeKey(folder, "sa")
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	return writePem(folder, "sa.pub", "PUBLIC KEY", public)
}

func writeKey(folder, name string) (crypto.Signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	encoded, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return key, writePem(folder, name+".key", "PRIVATE KEY", encoded)
}

func sign(folder, name string, template *x509.Certificate, public crypto.PublicKey, by authority) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	template.SerialNumber = serial
	template.NotBefore = time.Now().Add(-time.Hour)
	template.NotAfter = time.Now().Add(lifetime)
	encoded, err := x509.CreateCertificate(rand.Reader, template, by.certificate, public, by.key)
	if err != nil {
		return nil, err
	}
	if err := writePem(folder, name+".crt", "CERTIFICATE", encoded); err != nil {
		return nil, err
	}
	return x509.ParseCertificate(encoded)
}

func writePem(folder, name, kind string, content []byte) error {
	text := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content})
	return os.WriteFile(filepath.Join(folder, name), text, 0o600)
}

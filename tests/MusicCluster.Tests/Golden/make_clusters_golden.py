"""Golden values for Gaussian mixtures and spectral clustering from scikit-learn 1.2.1 (Debian 12): writes clusters_golden.json.

Run beside the other golden files: python3 make_clusters_golden.py
"""
import json
import numpy
from sklearn import __version__
from sklearn.cluster import SpectralClustering
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import StandardScaler

iris = numpy.loadtxt('iris_X_y.csv', delimiter=',')[:, :4]
moons = numpy.loadtxt('moons200_round2.csv', delimiter=',')[:, :2]
blobs = numpy.loadtxt('blobs120x16.csv', delimiter=',')[:, :16]
golden = {'versions': {'sklearn': __version__, 'numpy': numpy.__version__}, 'gmm': [], 'spectral': []}
for name, points, components in (('iris_raw', iris, (1, 2, 3)), ('moons', moons, (2,)), ('blobs', blobs, (2, 3))):
    for count in components:
        for covariance in ('full', 'diag'):
            model = GaussianMixture(count, covariance_type=covariance, n_init=20, tol=1e-9, max_iter=5000, random_state=0).fit(points)
            golden['gmm'].append({
                'data': name, 'k': count, 'covariance': covariance, 'mean_log_likelihood': model.score(points),
                'weights_sorted': sorted(model.weights_), 'labels': model.predict(points).tolist()})
for name, points, counts in (('moons', moons, (2,)), ('iris_z', StandardScaler().fit_transform(iris), (2, 3))):
    for count in counts:
        model = SpectralClustering(count, affinity='nearest_neighbors', n_neighbors=10, n_init=50, random_state=0).fit(points)
        golden['spectral'].append({'data': name, 'k': count, 'n_neighbors': 10, 'labels': model.labels_.tolist()})
with open('clusters_golden.json', 'w', encoding='utf-8') as file:
    json.dump(golden, file)
    file.write('\n')

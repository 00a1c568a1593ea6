namespace MusicCluster.Projection;

/// <summary>The curve 1 ÷ (1 + a d^2b) that is nearest to: 1 up to the minimal distance, then exp(minimal distance − d).</summary>
internal static class CurveFit
{
    private const int SampleCount = 300;
    private const double Range = 3;

    /// <summary>Least squares over 300 distances from 0 to 3 by Levenberg and Marquardt's method.</summary>
    public static (double A, double B) Fit(double minimalDistance)
    {
        var (a, b, damping) = (1.0, 1.0, 1e-3);
        var error = Error(a, b, minimalDistance);
        for (var i = 0; i < 200; i++)
        {
            var (stepA, stepB) = Step(a, b, minimalDistance, damping);
            var next = a + stepA > 0 && b + stepB > 0 ? Error(a + stepA, b + stepB, minimalDistance) : double.PositiveInfinity;
            if (next < error)
            {
                (a, b, error, damping) = (a + stepA, b + stepB, next, damping / 10);
                if (Math.Abs(stepA) + Math.Abs(stepB) < 1e-13)
                {
                    break;
                }
            }
            else
            {
                damping *= 10;
            }
        }

        return (a, b);
    }

    private static (double A, double B) Step(double a, double b, double minimalDistance, double damping)
    {
        double aa = 0, ab = 0, bb = 0, ra = 0, rb = 0;
        // At distance 0 both derivatives are zero.
        for (var i = 1; i < SampleCount; i++)
        {
            var distance = Distance(i);
            var power = Math.Pow(distance, 2 * b);
            var value = 1 / (1 + (a * power));
            var byA = -power * value * value;
            var byB = a * byA * 2 * Math.Log(distance);
            var residual = Target(distance, minimalDistance) - value;
            aa += byA * byA;
            ab += byA * byB;
            bb += byB * byB;
            ra += byA * residual;
            rb += byB * residual;
        }

        aa *= 1 + damping;
        bb *= 1 + damping;
        var determinant = (aa * bb) - (ab * ab);
        return (((bb * ra) - (ab * rb)) / determinant, ((aa * rb) - (ab * ra)) / determinant);
    }

    private static double Error(double a, double b, double minimalDistance)
    {
        var sum = 0.0;
        for (var i = 0; i < SampleCount; i++)
        {
            var residual = Target(Distance(i), minimalDistance) - (1 / (1 + (a * Math.Pow(Distance(i), 2 * b))));
            sum += residual * residual;
        }

        return sum;
    }

    private static double Distance(int sample) => Range * sample / (SampleCount - 1);

    private static double Target(double distance, double minimalDistance) =>
        distance < minimalDistance ? 1 : Math.Exp(minimalDistance - distance);
}
